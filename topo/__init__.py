"""topo models an organisation in YAML, measures it, lints it and tries out changes to it.

Scripts start at `topo.api`. Importing the package itself loads nothing else.
"""

__version__ = "0.1.0"
