"""Mail that comes in: evidence for a journal, answers, topics. Floor 9; owns Arrival and the addresses that take mail.

A listener beside the worker (`listening`), or a provider's webhook, keeps a message before it says that it has it
(`models.Arrival`); a task then looks at who it is from and what it says (`processing`), and hands it to what it is for
(`targets`). What became of it stands on its sender's page for thirty days.
"""
