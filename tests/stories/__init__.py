"""Stories of people in the community, told through the front door in a browser that runs no scripts."""
