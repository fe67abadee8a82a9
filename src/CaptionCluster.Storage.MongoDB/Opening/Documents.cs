using System.Runtime.CompilerServices;
using CaptionCluster.Storage.Captions;
using CaptionCluster.Storage.Keys;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;
using MongoDB.Bson.Serialization.Conventions;

namespace CaptionCluster.Storage.MongoDB.Opening;

/// <summary>
/// How what all stores share looks as BSON: names in camel case, enums by name, nothing for null, and what is not known is passed over.
/// </summary>
internal static class Documents
{
    private static readonly Type[] s_shared =
    [
        typeof(CaptionDocument),
        typeof(CaptionAlternative),
        typeof(ImageInfo),
        typeof(InferenceTiming),
        typeof(CaptionKey),
        typeof(ModelId),
        typeof(JobCaption),
        typeof(JobFault),
        typeof(ApiKeyDocument),
    ];

    private static readonly Lazy<bool> s_registered = new(Register);

    /// <summary>Before anything is read or written.</summary>
    public static void Prepare() => _ = s_registered.Value;

    private static bool Register()
    {
        ConventionRegistry.Register(
            "CaptionCluster",
            new ConventionPack
            {
                new CamelCaseElementNameConvention(),
                new EnumRepresentationConvention(BsonType.String),
                new IgnoreExtraElementsConvention(true),
                new IgnoreIfNullConvention(true),
                new RequiredConvention(),
            },
            s_shared.Contains);
        BsonSerializer.RegisterSerializer(new DecodingSerializer());
        return true;
    }

    /// <summary>What a record must have, its document must have: its absence is said, not met later.</summary>
    private sealed class RequiredConvention : ConventionBase, IMemberMapConvention
    {
        public void Apply(BsonMemberMap memberMap)
        {
            if (memberMap.MemberInfo.IsDefined(typeof(RequiredMemberAttribute), inherit: false)) memberMap.SetIsRequired(true);
        }
    }
}
