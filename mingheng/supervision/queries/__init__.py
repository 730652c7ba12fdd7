"""Every read of the room: findings with their answers, as one reader may see them."""
