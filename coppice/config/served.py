"""The application as the web server's processes load it: each ends with the process that started it."""

from coppice.config.serving import end_with_parent
from coppice.config.wsgi import application

__all__ = ["application"]

end_with_parent()
