"""What flows through the house: frozen values that import nothing else of the package."""
