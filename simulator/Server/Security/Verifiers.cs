using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;

namespace Executor.Simulator.Server.Security;

/// <summary>HMAC-SHA-256; either letter case.</summary>
internal sealed class HmacVerifier(byte[] secret) : IVerifier
{
    public bool Verifies(ReadOnlySpan<byte> payload, string signature)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        if (signature.Length != 2 * given.Length || Convert.FromHexString(signature, given, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, payload, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }
}

/// <summary>Pure Ed25519 over the payload.</summary>
internal sealed class Ed25519Verifier(Ed25519PublicKeyParameters key) : IVerifier
{
    private const int SignatureLength = 64;

    public bool Verifies(ReadOnlySpan<byte> payload, string signature)
    {
        var bytes = new byte[SignatureLength];
        if (!Convert.TryFromBase64String(signature, bytes, out var length) || length != SignatureLength)
            return false;
        var message = payload.ToArray();
        return key.Verify(Org.BouncyCastle.Math.EC.Rfc8032.Ed25519.Algorithm.Ed25519, null, message, 0, message.Length, bytes, 0);
    }
}

/// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
internal sealed class RsaVerifier(RSA key) : IVerifier
{
    private const int MaxSignatureLength = 1_024;

    public bool Verifies(ReadOnlySpan<byte> payload, string signature)
    {
        Span<byte> bytes = stackalloc byte[MaxSignatureLength];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && key.VerifyData(payload, bytes[..length], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
