"""From one build of a site to the next: what changed, what stays as it was, and the old site until the new one is whole."""
