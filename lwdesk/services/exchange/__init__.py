"""Exchange with other devices: whom this one trusts, what it sends, what it takes in."""
