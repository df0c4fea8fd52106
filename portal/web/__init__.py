"""The pages: everything that knows about HTTP, forms and templates."""
