"""Reviews and hearings as people of the bodies above see them."""
