"""Reports written for this project, true to the genre, its damage included: the demo and the tests read them."""
