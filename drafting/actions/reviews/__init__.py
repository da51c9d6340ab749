"""Reviews: seats decide on exact words, drafters meet requests, presidencies open sections and remind silent seats."""
