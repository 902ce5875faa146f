"""Who is told of what: notices made from the log of happenings, and the mail they become. Floor 5."""
