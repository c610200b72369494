"""How it looks: colours, sizes of screens, style."""
