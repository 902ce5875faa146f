"""A member's portfolio: sections written against a framework, their evidence, and the way in and out. Floor 7."""
