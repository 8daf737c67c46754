"""What a production server loads: `gunicorn wsgi:app`."""

from roster.app import create_app

app = create_app()
