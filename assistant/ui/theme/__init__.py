"""How the window looks: the only place where a colour or a size is written."""
