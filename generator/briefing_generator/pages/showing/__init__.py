"""What every page stands on: who is who, what comes first, and others’ words made safe."""
