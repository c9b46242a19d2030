"""The templates of a static edition: what its pages have otherwise than the live site's.

``templates/`` holds a template of the same name for each one that differs; it extends the site's
and fills some of its blocks. These are found first, where an edition's table of addresses is used.
"""

from django.template import Origin, Template, TemplateDoesNotExist
from django.template.loaders.cached import Loader as CachedLoader
from django.urls import get_urlconf

from .routes import EDITION_URLS


class Loader(CachedLoader):
    """Finds the edition's templates while one is made, and none otherwise."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """Return the edition's own template; raises TemplateDoesNotExist where it has none."""
        if get_urlconf() != EDITION_URLS:
            raise TemplateDoesNotExist(template_name)
        return super().get_template(template_name, skip)
