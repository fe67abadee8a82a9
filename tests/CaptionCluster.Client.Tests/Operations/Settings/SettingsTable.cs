using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CaptionCluster.Client.Access;
using CaptionCluster.Client.Access.Cors;
using CaptionCluster.Client.AltText;
using CaptionCluster.Client.Cache;
using CaptionCluster.Client.Calls;
using CaptionCluster.Client.Captions;
using CaptionCluster.Client.Facades;
using CaptionCluster.Client.Intake;
using CaptionCluster.Client.Jobs;
using CaptionCluster.Client.Jobs.Webhooks;
using CaptionCluster.Client.Sources;
using CaptionCluster.Client.Waiting;
using CaptionCluster.Clustering.MongoDB;
using CaptionCluster.Client.Transport;
using CaptionCluster.Grains;
using CaptionCluster.Hosting;
using CaptionCluster.Imaging;
using CaptionCluster.Inference;
using CaptionCluster.Storage.MongoDB;
using CaptionCluster.Storage.PostgreSQL;
using CaptionCluster.Storage.Sqlite;

namespace CaptionCluster.Client.Tests.Operations.Settings;

/// <summary>
/// The table of docs/settings.md: a row for each property of the options classes, with its default and what its summary says.
/// </summary>
internal static partial class SettingsTable
{
    private static readonly (string Section, Type Options)[] s_sections =
    [
        ("CaptionCluster", typeof(AccessOptions)),
        ("CaptionCluster:Proxy", typeof(ProxyOptions)),
        ("CaptionCluster:Cors", typeof(CorsOptions)),
        ("CaptionCluster:Imaging", typeof(ImagingOptions)),
        ("CaptionCluster:Intake", typeof(IntakeOptions)),
        ("CaptionCluster:Requests", typeof(DeadlineOptions)),
        ("CaptionCluster:EdgeCache", typeof(EdgeCacheOptions)),
        ("CaptionCluster:AltText", typeof(AltTextOptions)),
        ("CaptionCluster:Batches", typeof(BatchOptions)),
        ("CaptionCluster:Sources", typeof(SourceOptions)),
        ("CaptionCluster:Jobs", typeof(JobOptions)),
        ("CaptionCluster:Jobs:Webhooks", typeof(WebhookOptions)),
        (FacadeOptions.Section, typeof(FacadeOptions)),
        ("CaptionCluster:Models", typeof(InferenceOptions)),
        ("CaptionCluster:Images", typeof(ImageGrainOptions)),
        ("CaptionCluster:PendingWrites", typeof(PendingWritesOptions)),
        ("CaptionCluster:Routing", typeof(InferenceRouterOptions)),
        ("CaptionCluster:Calls", typeof(CallOptions)),
        ("CaptionCluster:Cluster", typeof(ClusterOptions)),
        (TelemetryOptions.Section, typeof(TelemetryOptions)),
        (TraceOptions.Section, typeof(TraceOptions)),
        ("CaptionCluster:Store", typeof(SqliteStoreOptions)),
        ("CaptionCluster:MongoDB", typeof(MongoDBMembershipOptions)),
        ("CaptionCluster:MongoDB", typeof(MongoDBCaptionStoreOptions)),
        ("CaptionCluster:MongoDB", typeof(MongoDBJobStoreOptions)),
        ("CaptionCluster:MongoDB", typeof(MongoDBKeyStoreOptions)),
        ("CaptionCluster:PostgreSQL", typeof(PostgreSQLStoreOptions)),
    ];

    public static IEnumerable<string> Rows =>
        s_sections.SelectMany(section => RowsOf(section.Section, Activator.CreateInstance(section.Options)!)).Distinct();

    /// <summary>
    /// The options classes of the product that have a row, those that lie within another, and those that others are made of.
    /// </summary>
    public static IReadOnlySet<Type> Classes { get; } =
        s_sections.SelectMany(section => Within(section.Options).Prepend(section.Options).Append(section.Options.BaseType!)).ToHashSet();

    /// <summary>All classes of the product that check what is set in them.</summary>
    public static IEnumerable<Type> AllClasses => Directory.EnumerateFiles(AppContext.BaseDirectory, "CaptionCluster.*.dll")
        .Where(file => !Path.GetFileName(file).Contains("Test", StringComparison.Ordinal)).Select(Assembly.LoadFrom)
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type is { IsAbstract: false } && type.Name.EndsWith("Options", StringComparison.Ordinal)
            && Settable(type).Any(property => property.IsDefined(typeof(ValidationAttribute))));

    private static IEnumerable<string> RowsOf(string section, object options)
    {
        foreach (var property in Settable(options.GetType()))
        {
            var (name, value) = ($"{section}:{property.Name}", property.GetValue(options));
            if (IsNested(property)) foreach (var row in RowsOf(name, value!)) yield return row;
            else yield return $"| `{name}` | {Text(value)} | {Summary(property)} |";
        }
    }

    private static IEnumerable<Type> Within(Type options) =>
        Settable(options).Where(IsNested).SelectMany(property => Within(property.PropertyType).Prepend(property.PropertyType));

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties().Where(property => property.CanWrite || typeof(IDictionary).IsAssignableFrom(property.PropertyType));

    private static bool IsNested(PropertyInfo property) => property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal);

    private static string Text(object? value) => value switch
    {
        null or "" or ICollection { Count: 0 } => "none",
        bool flag => flag ? "true" : "false",
        TimeSpan time => time.ToString(time.Milliseconds == 0 ? "c" : @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture),
        Enum choice => $"`{choice}`",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => $"`{value}`",
    };

    private static string Summary(PropertyInfo property)
    {
        var type = property.DeclaringType!;
        var member = $"P:{type.FullName}.{property.Name}";
        var documentation = XDocument.Load(Path.ChangeExtension(type.Assembly.Location, "xml"));
        var summary = documentation
            .Descendants("member")
            .FirstOrDefault(entry => (string?)entry.Attribute("name") == member)
            ?.Element("summary");
        return summary is null ? "" : Space().Replace(string.Concat(summary.Nodes().Select(Markdown)), " ").Trim();
    }

    private static string Markdown(XNode node) => node switch
    {
        XElement see when see.Name == "see" => $"`{((string?)see.Attribute("cref"))?.Split('.')[^1]}`",
        XElement code => $"`{code.Value}`",
        _ => node is XText text ? text.Value : "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
