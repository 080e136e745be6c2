using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;
using Org.BouncyCastle.Security;

namespace Executor.Exchange.Signing;

/// <summary>Pure Ed25519 (RFC 8032) over the payload; the signature is base64.</summary>
internal sealed class Ed25519Signer : IPayloadSigner
{
    private const string PemLabel = "PRIVATE KEY";

    private readonly Ed25519PrivateKeyParameters _key;

    /// <param name="privateKey">PKCS#8, in PEM or as base64; white space does not count.</param>
    public Ed25519Signer(string privateKey) => _key = Read(privateKey);

    public string Sign(ReadOnlySpan<byte> payload)
    {
        var signature = new byte[Ed25519PrivateKeyParameters.SignatureSize];
        _key.Sign(Ed25519.Algorithm.Ed25519, null, payload.ToArray(), 0, payload.Length, signature, 0);
        return Convert.ToBase64String(signature);
    }

    private static Ed25519PrivateKeyParameters Read(string text)
    {
        var encoded = Encoded(text);
        AsymmetricKeyParameter key;
        try
        {
            key = PrivateKeyFactory.CreateKey(Convert.FromBase64String(encoded));
        }
        catch (Exception) // parsers fail in many ways, and may repeat what they were given: the cause is not handed on
        {
            throw Unreadable("it is no PKCS#8 private key");
        }

        return key as Ed25519PrivateKeyParameters ?? throw Unreadable("it is a key of another algorithm");
    }

    /// <summary>The base64 text of the key, out of its PEM frame if it has one.</summary>
    private static string Encoded(string text)
    {
        if (!PemEncoding.TryFind(text, out var fields))
        {
            return text.Contains("-----", StringComparison.Ordinal) ? throw Unreadable("its PEM frame is damaged") : text;
        }

        return text.AsSpan()[fields.Label] is PemLabel
            ? text[fields.Base64Data]
            : throw Unreadable($"its PEM block is not '{PemLabel}'; an encrypted or a public key cannot sign");
    }

    private static ArgumentException Unreadable(string why) =>
        new($"The Ed25519 private key cannot be used: {why}. PKCS#8 is expected, in PEM or as base64.");
}
