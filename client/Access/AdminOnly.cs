using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Access;

/// <summary>Lets in who holds the admin key.</summary>
internal sealed class AdminOnly(AccessPolicy policy) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        policy.AdmitsAdmin(context.HttpContext.Request)
            ? next(context)
            : throw new RequestRefusedException(403, "admin-only", "This needs the admin key (CaptionCluster:AdminKey), sent as 'Authorization: Bearer …' or 'X-Api-Key'.");
}
