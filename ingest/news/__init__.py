"""Article pages to clean text with title, time, outlet, language and dateline."""
