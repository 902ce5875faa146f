"""A group’s charter, agreement, experiments, handover, and its ending."""
