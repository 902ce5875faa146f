"""Mail that comes in: answers, topics and evidence."""
