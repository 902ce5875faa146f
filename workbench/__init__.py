"""The developer's workbench: what the commands in bin/ do. No part of the application."""
