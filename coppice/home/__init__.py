"""My page, and what composes the rest: navigation, what waits for me, the demo community. Floor 9."""
