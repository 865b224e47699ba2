"""What every room may ask: files written whole, work kept between runs, short names, data that comes with the package."""
