using System.Text;

namespace Executor.Exchange.Signing;

/// <summary>An API key and what signs for it. Neither can be read back: there is no property, and the text form names the type alone.</summary>
public sealed class ApiCredentials
{
    private readonly string _apiKey;
    private readonly IPayloadSigner _signer;

    private ApiCredentials(ApiKeyType type, string apiKey, IPayloadSigner signer)
    {
        Type = type;
        _apiKey = apiKey;
        _signer = signer;
    }

    /// <summary>How requests are signed.</summary>
    public ApiKeyType Type { get; }

    /// <summary>Credentials of the given type.</summary>
    /// <param name="type">Type of the key.</param>
    /// <param name="apiKey">The key as the exchange shows it; surrounding white space is dropped.</param>
    /// <param name="secret">HMAC: the shared secret. Ed25519: the private key as PKCS#8, in PEM or as base64.</param>
    /// <exception cref="ArgumentException">The key is empty or holds other than letters and digits, or the secret cannot be read; the message
    /// repeats neither.</exception>
    public static ApiCredentials Create(ApiKeyType type, string apiKey, string secret)
    {
        ArgumentNullException.ThrowIfNull(apiKey);
        ArgumentNullException.ThrowIfNull(secret);
        var key = apiKey.Trim();
        if (key.Length == 0 || !key.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException("The API key must be letters and digits, as the exchange shows it.", nameof(apiKey));
        }

        return new ApiCredentials(type, key, type switch
        {
            ApiKeyType.HmacSha256 => new HmacSigner(secret),
            ApiKeyType.Ed25519 => new Ed25519Signer(secret),
        });
    }

    /// <summary>Names the type, never the key or the secret.</summary>
    public override string ToString() => $"{Type} credentials";

    /// <summary>The key for the header <c>X-MBX-APIKEY</c> or the parameter <c>apiKey</c>.</summary>
    internal string RevealKey() => _apiKey;

    /// <summary>The signature of <paramref name="payload"/> (UTF-8), before any percent-encoding.</summary>
    internal string Sign(string payload) => _signer.Sign(Encoding.UTF8.GetBytes(payload));
}
