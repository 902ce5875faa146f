"""How a group is tended: charter, agreement, experiments, handover, twins, and its end. Floor 7.

Its words: a *charter* says what a group is for; an *agreement* what its members can rely on; a *rule* what an agreement
says of one thing that was written; a *handover* passes the care of a group on; an *experiment* is tried until a day.
Who belongs together is decided in `groups`, below; here is everything about it that needs texts, versions or telling.
"""
