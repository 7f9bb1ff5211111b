"""Files that are not plain text: each module turns one format into text that knows its pages or paragraphs."""
