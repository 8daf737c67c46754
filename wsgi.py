"""What a production server loads: `gunicorn wsgi:app`."""

from roster.app import create_app
from roster.serving import keep_while_served

app = create_app()
keep_while_served(app)
