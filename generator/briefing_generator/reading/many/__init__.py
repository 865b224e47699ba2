"""Many articles read: one after another, in several processes, or on the machines of a cluster; the readings are the same."""
