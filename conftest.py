"""What every test may ask for: a data folder of its own, a database of a real engine, the queue, a live Chromium."""

from hypothesis import settings

from workbench import catalogues

settings.register_profile("coppice", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("coppice")

catalogues.make()

pytest_plugins = ["tests.engines", "tests.browsers", "tests.counting", "tests.cast", "tests.town"]
