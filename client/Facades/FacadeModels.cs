using CaptionCluster.Client.Models;
using CaptionCluster.Client.Problems;

namespace CaptionCluster.Client.Facades;

/// <summary>Models as other APIs name them: in an address, or in each request.</summary>
internal static class FacadeModels
{
    /// <param name="name">Null for the default model.</param>
    /// <exception cref="RequestRefusedException">No model of that name: none stands for another.</exception>
    public static ServedModel FindServed(this ModelCatalog models, string? name)
    {
        var served = models.Models;
        if (name is null || served.Count == 0 || served.Any(model => model.Description.Id.Name.Equals(name, StringComparison.Ordinal)))
        {
            return models.Find(name);
        }
        var known = string.Join(", ", served.Select(model => model.Description.Id.Name));
        throw new RequestRefusedException(404, "model-not-found", $"The model '{Excerpt.Of(name)}' is not served here; there is {known}.");
    }
}
