"""The review application: pages for people, JSON for programs."""
