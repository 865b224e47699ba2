"""Where things lie: the site that one stands in, its briefings by name, the trash, and where work is kept between runs."""
