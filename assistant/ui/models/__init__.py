"""Item models: the workspace's rows as Qt's views ask for them."""
