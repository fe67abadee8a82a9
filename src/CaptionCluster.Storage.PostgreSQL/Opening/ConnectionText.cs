using Npgsql;

namespace CaptionCluster.Storage.PostgreSQL.Opening;

/// <summary>Npgsql's keywords, or a URL as libpq reads it.</summary>
internal static class ConnectionText
{
    /// <summary>Null for what can't be read.</summary>
    public static NpgsqlConnectionStringBuilder? Read(string text)
    {
        try
        {
            var builder = IsUrl(text) ? OfUrl(new Uri(text)) : new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrWhiteSpace(builder.Host) ? null : builder;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            return null;
        }
    }

    private static bool IsUrl(string text) =>
        text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase);

    private static NpgsqlConnectionStringBuilder OfUrl(Uri url)
    {
        var builder = new NpgsqlConnectionStringBuilder { Host = url.Host };
        if (url.Port > 0) builder.Port = url.Port;
        if (url.AbsolutePath.Trim('/') is { Length: > 0 } database) builder.Database = Uri.UnescapeDataString(database);
        var user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0) builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) builder.Password = Uri.UnescapeDataString(user[1]);
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = option.Split('=', 2) is [var key, var text] ? (key, Uri.UnescapeDataString(text)) : throw new FormatException();
            builder[NameOf(name)] = value.Replace("-", "", StringComparison.Ordinal);
        }

        return builder;
    }

    /// <summary>Npgsql's word for libpq's.</summary>
    private static string NameOf(string parameter) => parameter switch
    {
        "sslmode" => "SSL Mode",
        "connect_timeout" => "Timeout",
        "application_name" => "Application Name",
        "target_session_attrs" => "Target Session Attributes",
        _ => parameter,
    };
}
