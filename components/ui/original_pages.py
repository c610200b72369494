"""Pictures of the pages of originals: /page/<sha256>/<page>.png, of documents of the ledger and of one's reviews."""

from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from components.ui.rights import asking
from components.views import originals

# an original never changes: its name is that of its content
FOR_EVER = {"cache-control": "private, max-age=31536000, immutable", "x-content-type-options": "nosniff"}


class OriginalPages(HTTPEndpoint):
    """A page of an original as PNG, or 404."""

    def get(self, request: Request) -> Response:
        """GET and HEAD. What lies in reviews that are not done is for those who may write."""
        said = request.path_params
        picture = originals.page(said["sha256"], said["page"], is_editor=asking(request.headers).may("editor"))
        if picture is None:
            return PlainTextResponse("", status_code=404, headers={"cache-control": "no-store"})
        return Response(picture, media_type="image/png", headers=FOR_EVER)


routes = [Route(originals.PLACE + "/{sha256}/{page:int}.png", OriginalPages)]
