"""Aid for everybody: which help there is, what is posted now, how many were helped."""
