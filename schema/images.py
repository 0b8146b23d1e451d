"""Images: pictures of services, and the workshop's logo."""

from schema.core.nodes import Node
from schema.engine.declarations import column, declared
from tenants.models import images
from tenants.permissions import Permission


@declared(images.Image, requires=Permission.SERVICES_READ)
class Image(Node):
    """A picture for members of the workshop; a new one has a new address."""

    url: str = column("Where it is fetched, with the proof of who you are that GraphQL takes.")
    width: int = column("Its width in pixels.")
    height: int = column("Its height in pixels.")
