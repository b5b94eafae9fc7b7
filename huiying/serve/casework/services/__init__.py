"""What can be done with a case. `perform` is the one entry of every act."""
