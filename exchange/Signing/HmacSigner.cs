using System.Security.Cryptography;
using System.Text;

namespace Executor.Exchange.Signing;

/// <summary>HMAC-SHA-256; the secret is the key as ASCII text, not decoded.</summary>
internal sealed class HmacSigner : IPayloadSigner
{
    private readonly byte[] _secret;

    public HmacSigner(string secret)
    {
        var text = secret.Trim();
        if (text.Length == 0 || !Ascii.IsValid(text))
        {
            throw new ArgumentException("The API secret is empty or no ASCII text.", nameof(secret));
        }

        _secret = Encoding.ASCII.GetBytes(text);
    }

    public string Sign(ReadOnlySpan<byte> payload) => Convert.ToHexStringLower(HMACSHA256.HashData(_secret, payload));
}
