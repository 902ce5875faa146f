"""A question now and then, for oneself: off unless asked for, seen by nobody else. Floor 7.

What is asked is drawn by a periodic task, never while a page is made: home only shows the one line that waits.
"""
