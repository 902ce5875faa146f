"""What every test may ask for: a data folder of its own, a database of a real engine, the queue, a live Chromium."""

pytest_plugins = ["tests.engines", "tests.browsers", "tests.counting", "tests.cast"]
