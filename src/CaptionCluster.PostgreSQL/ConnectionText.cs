using Npgsql;

namespace CaptionCluster.PostgreSQL;

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
        catch (Exception error) when (
            error is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            return null;
        }
    }

    private static bool IsUrl(string text) =>
        text.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase);

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
            if (option.Split('=', 2) is not [var name, var value]) throw new FormatException();
            builder[name == "sslmode" ? "SSL Mode" : name.Replace('_', ' ')] =
                Uri.UnescapeDataString(value).Replace("-", "", StringComparison.Ordinal);
        }

        return builder;
    }
}
