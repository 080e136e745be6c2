using Executor.Exchange.Signing;

namespace Executor.Silo.Configuration;

/// <summary>Reads who signs. None of its texts shows a key, a secret, or what stands in a file.</summary>
internal static class CredentialReader
{
    /// <summary>An API key and a secret have fewer characters, a private key in PEM a few more.</summary>
    private const int LongestFile = 16 * 1024;

    /// <summary>Settings of which one is set only by somebody who means the exchange.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        SettingNames.BinanceApiKey, SettingNames.BinanceApiKeyFile, SettingNames.BinanceApiSecret, SettingNames.BinanceApiSecretFile,
        SettingNames.BinancePrivateKeyFile,
    ];

    /// <summary>The credentials; null when there is a problem, which is reported.</summary>
    public static ApiCredentials? Read(SettingLookup lookup)
    {
        var key = TextOrFile(lookup, SettingNames.BinanceApiKey, SettingNames.BinanceApiKeyFile);
        var secret = TextOrFile(lookup, SettingNames.BinanceApiSecret, SettingNames.BinanceApiSecretFile);
        var privateKey = File(lookup, SettingNames.BinancePrivateKeyFile);
        var hasSecret = IsSet(lookup, SettingNames.BinanceApiSecret) || IsSet(lookup, SettingNames.BinanceApiSecretFile);
        var hasPrivateKey = IsSet(lookup, SettingNames.BinancePrivateKeyFile);
        if (!IsSet(lookup, SettingNames.BinanceApiKey) && !IsSet(lookup, SettingNames.BinanceApiKeyFile))
            lookup.Report(SettingNames.BinanceApiKey, $"must be set, or {SettingNames.BinanceApiKeyFile}, when EXCHANGE is binance", string.Empty);
        if (hasSecret == hasPrivateKey)
        {
            lookup.Report(
                SettingNames.BinanceApiSecret,
                $"one of {SettingNames.BinanceApiSecret}, {SettingNames.BinanceApiSecretFile} (HMAC) and {SettingNames.BinancePrivateKeyFile} (Ed25519) must be set when EXCHANGE is binance",
                hasSecret ? "(both)" : string.Empty);
            return null;
        }

        if (key is null || (secret ?? privateKey) is not { } signs)
            return null;
        try
        {
            return ApiCredentials.Create(hasPrivateKey ? ApiKeyType.Ed25519 : ApiKeyType.HmacSha256, key, signs);
        }
        catch (ArgumentException exception)
        {
            lookup.Report(
                exception.ParamName == "apiKey" ? SettingNames.BinanceApiKey : hasPrivateKey ? SettingNames.BinancePrivateKeyFile : SettingNames.BinanceApiSecret,
                $"cannot be used: {exception.Message}", SettingLookup.NotShown);
            return null;
        }
    }

    private static bool IsSet(SettingLookup lookup, string name) => lookup.Text(name) is not null;

    private static string? TextOrFile(SettingLookup lookup, string name, string fileName)
    {
        var text = lookup.Text(name);
        if (text is null || !IsSet(lookup, fileName))
            return text ?? File(lookup, fileName);
        lookup.Report(fileName, $"must not be set together with {name}: which of the two is meant?", SettingLookup.NotShown);
        return null;
    }

    private static string? File(SettingLookup lookup, string name)
    {
        if (lookup.Text(name) is not { } path)
            return null;
        try
        {
            var file = new FileInfo(path);
            var text = file.Length > LongestFile ? string.Empty : System.IO.File.ReadAllText(path).Trim();
            if (text.Length > 0)
                return text;
            lookup.Report(name, $"must name a file with 1 to {LongestFile} bytes of text", path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            lookup.Report(name, $"must name a file that can be read ({exception.GetType().Name})", path);
        }

        return null;
    }
}
