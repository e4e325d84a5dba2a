"""One module per published table: its declaration and its builder; `catalog` lists them all."""
