"""What is still to be done? Django's tasks, kept in the database: none lost, effects once. Floor 1; owns QueuedTask.

Write tasks in an app's `tasks.py` with `django.tasks.task` and pass identifiers, never text. A task runs in one
transaction together with its own completion, so a worker that is killed leaves either both or neither. Work too long
for one transaction is marked `@long`: it commits step by step, can be run again, and ends with `settle()`.
"""
