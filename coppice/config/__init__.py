"""How the house is put together: settings, addresses, the way in for the web server. Floor 10; owns nothing."""
