"""Views of the graph, each one offline HTML file."""
