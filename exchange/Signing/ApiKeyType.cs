namespace Executor.Exchange.Signing;

/// <summary>How requests are signed. Source: Binance API key types.</summary>
public enum ApiKeyType
{
    /// <summary>HMAC-SHA-256 with a shared secret; the signature is lower-case hexadecimal.</summary>
    HmacSha256,

    /// <summary>Ed25519 with a private key that never leaves the owner; the signature is base64. The only type that may log a WebSocket
    /// session on.</summary>
    Ed25519,
}
