# Each resource stands here twice: "bad" must be found at its address, "good" must not be.

data "aws_iam_policy_document" "agent_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["bedrock.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["111122223333"]
    }
  }
}

data "aws_iam_policy_document" "agent" {
  statement {
    actions   = ["bedrock:InvokeModel"]
    resources = ["arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-sonnet-4-20250514-v1:0"]
  }
}

resource "aws_iam_role" "good" {
  name               = "good-agent"
  assume_role_policy = data.aws_iam_policy_document.agent_trust.json
}

resource "aws_iam_role_policy" "good" {
  name   = "models"
  role   = aws_iam_role.good.id
  policy = data.aws_iam_policy_document.agent.json
}

resource "aws_iam_role" "bad" {
  name = "bad-agent"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = "*" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy_attachment" "bad" {
  role       = aws_iam_role.bad.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_kms_key" "ai" {
  description         = "AI"
  enable_key_rotation = true
}

resource "aws_kms_key" "bad" {
  description         = "AI"
  enable_key_rotation = false
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "kms:*", Resource = "*" }]
  })
}

resource "aws_s3_bucket" "good" {
  bucket = "acme-good-training"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "good" {
  bucket = aws_s3_bucket.good.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.ai.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "good" {
  bucket                  = aws_s3_bucket.good.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "good" {
  bucket = aws_s3_bucket.good.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket" "logs" {
  bucket = "acme-logs"
}

resource "aws_s3_bucket_logging" "good" {
  bucket        = aws_s3_bucket.good.id
  target_bucket = aws_s3_bucket.logs.id
  target_prefix = "good/"
}

resource "aws_s3_bucket_policy" "good" {
  bucket = aws_s3_bucket.good.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "s3:*"
      Resource  = ["arn:aws:s3:::acme-good-training", "arn:aws:s3:::acme-good-training/*"]
      Condition = { Bool = { "aws:SecureTransport" = "false" } }
    }]
  })
}

resource "aws_s3_bucket" "bad" {
  bucket = "acme-bad-training"
}

resource "aws_s3_bucket_public_access_block" "bad" {
  bucket                  = aws_s3_bucket.bad.id
  block_public_acls       = false
  block_public_policy     = false
  ignore_public_acls      = false
  restrict_public_buckets = false
}

resource "aws_s3_bucket_policy" "bad" {
  bucket = aws_s3_bucket.bad.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:PutObject", Resource = "arn:aws:s3:::acme-bad-training/*" }]
  })
}

resource "aws_bedrock_guardrail" "good" {
  tags = { owner = "claims", environment = "production" }
  name                      = "good"
  blocked_input_messaging   = "No."
  blocked_outputs_messaging = "No."
  kms_key_arn               = aws_kms_key.ai.arn
  content_policy_config {
    filters_config {
      type            = "PROMPT_ATTACK"
      input_strength  = "HIGH"
      output_strength = "NONE"
    }
    filters_config {
      type            = "HATE"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }
    filters_config {
      type            = "INSULTS"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }
    filters_config {
      type            = "SEXUAL"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }
    filters_config {
      type            = "VIOLENCE"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }
    filters_config {
      type            = "MISCONDUCT"
      input_strength  = "HIGH"
      output_strength = "HIGH"
    }
    tier_config {
      tier_name = "STANDARD"
    }
  }
  sensitive_information_policy_config {
    pii_entities_config {
      type   = "AWS_SECRET_KEY"
      action = "BLOCK"
    }
    pii_entities_config {
      type   = "AWS_ACCESS_KEY"
      action = "BLOCK"
    }
    pii_entities_config {
      type   = "PASSWORD"
      action = "BLOCK"
    }
    pii_entities_config {
      type   = "EMAIL"
      action = "ANONYMIZE"
    }
  }
  contextual_grounding_policy_config {
    filters_config {
      type      = "GROUNDING"
      threshold = 0.8
    }
  }
  topic_policy_config {
    topics_config {
      name       = "legal"
      type       = "DENY"
      definition = "Legal advice"
    }
  }
  word_policy_config {
    managed_word_lists_config {
      type = "PROFANITY"
    }
  }
}

resource "aws_bedrock_guardrail_version" "good" {
  guardrail_arn = aws_bedrock_guardrail.good.guardrail_arn
}

resource "aws_bedrock_guardrail" "bad" {
  name                      = "bad"
  blocked_input_messaging   = "No."
  blocked_outputs_messaging = "No."
  content_policy_config {
    filters_config {
      type            = "HATE"
      input_strength  = "LOW"
      output_strength = "LOW"
    }
  }
}

resource "aws_bedrockagent_agent" "good" {
  tags = { owner = "claims", environment = "production" }
  agent_name                  = "good"
  agent_resource_role_arn     = aws_iam_role.good.arn
  foundation_model            = "anthropic.claude-sonnet-4-20250514-v1:0"
  instruction                 = "Answer questions on claims with what the knowledge base holds and nothing else."
  idle_session_ttl_in_seconds = 600
  customer_encryption_key_arn = aws_kms_key.ai.arn
  guardrail_configuration {
    guardrail_identifier = aws_bedrock_guardrail.good.guardrail_id
    guardrail_version    = "1"
  }
}

resource "aws_bedrockagent_agent_alias" "good" {
  agent_alias_name = "live"
  agent_id         = aws_bedrockagent_agent.good.agent_id
}

resource "aws_bedrockagent_agent" "bad" {
  agent_name                  = "bad"
  agent_resource_role_arn     = aws_iam_role.bad.arn
  foundation_model            = "anthropic.claude-sonnet-4-20250514-v1:0"
  instruction                 = "Help with everything you are asked and use any tool you like for it, always."
  idle_session_ttl_in_seconds = 3600
}

resource "aws_bedrockagent_agent_action_group" "bad" {
  action_group_name             = "code"
  agent_id                      = aws_bedrockagent_agent.bad.agent_id
  agent_version                 = "DRAFT"
  parent_action_group_signature = "AMAZON.CodeInterpreter"
}

resource "aws_sagemaker_notebook_instance" "good" {
  tags = { owner = "claims", environment = "production" }
  name                   = "good"
  role_arn               = aws_iam_role.good.arn
  instance_type          = "ml.t3.medium"
  kms_key_id             = aws_kms_key.ai.arn
  direct_internet_access = "Disabled"
  root_access            = "Disabled"
  subnet_id              = "subnet-0123456789abcdef0"
  security_groups        = [aws_security_group.good.id]
  platform_identifier    = "notebook-al2023-v1"
  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "2"
  }
}

resource "aws_sagemaker_notebook_instance" "bad" {
  name                   = "bad"
  role_arn               = aws_iam_role.bad.arn
  instance_type          = "ml.t3.medium"
  direct_internet_access = "Enabled"
  root_access            = "Enabled"
}

resource "aws_security_group" "good" {
  name   = "notebooks"
  vpc_id = "vpc-0123456789abcdef0"
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
  }
}

resource "aws_security_group" "bad" {
  name   = "open"
  vpc_id = "vpc-0123456789abcdef0"
  ingress {
    from_port   = 0
    to_port     = 65535
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_bedrockagentcore_gateway" "good" {
  tags = { owner = "claims", environment = "production" }
  name            = "good"
  role_arn        = aws_iam_role.good.arn
  authorizer_type = "AWS_IAM"
  protocol_type   = "MCP"
  kms_key_arn     = aws_kms_key.ai.arn
  policy_engine_configuration {
    arn  = "arn:aws:bedrock-agentcore:eu-west-1:111122223333:policy-engine/tools"
    mode = "ENFORCE"
  }
}

resource "aws_wafv2_web_acl" "good" {
  name  = "tools"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
}

resource "aws_wafv2_web_acl_association" "good" {
  resource_arn = aws_bedrockagentcore_gateway.good.gateway_arn
  web_acl_arn  = aws_wafv2_web_acl.good.arn
}

resource "aws_bedrockagentcore_gateway" "bad" {
  name            = "bad"
  role_arn        = aws_iam_role.bad.arn
  authorizer_type = "NONE"
  protocol_type   = "MCP"
  exception_level = "DEBUG"
}

resource "aws_opensearchserverless_collection" "good" {
  tags = { owner = "claims", environment = "production" }
  name = "good-vectors"
  type = "VECTORSEARCH"
}

resource "aws_opensearchserverless_security_policy" "good" {
  name   = "good-key"
  type   = "encryption"
  policy = jsonencode({
    Rules  = [{ ResourceType = "collection", Resource = ["collection/good-vectors"] }]
    KmsARN = "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555"
  })
}

resource "aws_opensearchserverless_security_policy" "good_network" {
  name = "good-network"
  type = "network"
  policy = jsonencode([{
    Rules           = [{ ResourceType = "collection", Resource = ["collection/good-vectors"] }]
    AllowFromPublic = false
    SourceVPCEs     = ["vpce-0123456789abcdef0"]
  }])
}

resource "aws_opensearchserverless_collection" "bad" {
  name = "bad-vectors"
  type = "VECTORSEARCH"
}

resource "aws_opensearchserverless_security_policy" "bad_network" {
  name = "bad-network"
  type = "network"
  policy = jsonencode([{
    Rules           = [{ ResourceType = "collection", Resource = ["collection/bad-vectors"] }]
    AllowFromPublic = true
  }])
}

resource "aws_opensearchserverless_access_policy" "bad" {
  name = "bad-data"
  type = "data"
  policy = jsonencode([{
    Rules     = [{ ResourceType = "index", Resource = ["index/bad-vectors/*"], Permission = ["aoss:*"] }]
    Principal = ["arn:aws:iam::111122223333:root"]
  }])
}

resource "aws_lambda_function" "good" {
  function_name = "good-tool"
  role          = aws_iam_role.good.arn
  runtime       = "python3.13"
  handler       = "index.handler"
  environment {
    variables = { TABLE = "claims" }
  }
}

resource "aws_lambda_function" "bad" {
  function_name = "bad-tool"
  role          = aws_iam_role.bad.arn
  runtime       = "python3.13"
  handler       = "index.handler"
  environment {
    variables = { OPENAI_API_KEY = "sk-proj-Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6" }
  }
}

resource "aws_lambda_function_url" "bad" {
  function_name      = aws_lambda_function.bad.function_name
  authorization_type = "NONE"
}

resource "aws_ecr_repository" "good" {
  name                 = "good"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = aws_kms_key.ai.arn
  }
}

resource "aws_ecr_repository" "bad" {
  name                 = "bad"
  image_tag_mutability = "MUTABLE"
  image_scanning_configuration {
    scan_on_push = false
  }
}

resource "aws_sagemaker_domain" "good" {
  tags = { owner = "claims", environment = "production" }
  domain_name             = "good"
  auth_mode               = "SSO"
  vpc_id                  = "vpc-0123456789abcdef0"
  subnet_ids              = ["subnet-0123456789abcdef0"]
  app_network_access_type = "VpcOnly"
  kms_key_id              = aws_kms_key.ai.arn
  default_user_settings {
    execution_role  = aws_iam_role.good.arn
    security_groups = [aws_security_group.good.id]
  }
  domain_settings {
    execution_role_identity_config = "USER_PROFILE_NAME"
  }
}

resource "aws_sagemaker_domain" "bad" {
  domain_name             = "bad"
  auth_mode               = "IAM"
  vpc_id                  = "vpc-0123456789abcdef0"
  subnet_ids              = ["subnet-0123456789abcdef0"]
  app_network_access_type = "PublicInternetOnly"
  default_user_settings {
    execution_role = aws_iam_role.bad.arn
  }
}

resource "aws_bedrockagent_knowledge_base" "good" {
  tags = { owner = "claims", environment = "production" }
  name     = "good"
  role_arn = aws_iam_role.good.arn
  knowledge_base_configuration {
    type = "VECTOR"
    vector_knowledge_base_configuration {
      embedding_model_arn = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0"
    }
  }
  storage_configuration {
    type = "OPENSEARCH_SERVERLESS"
    opensearch_serverless_configuration {
      collection_arn    = aws_opensearchserverless_collection.good.arn
      vector_index_name = "passages"
    }
  }
}

resource "aws_bedrockagent_data_source" "good" {
  knowledge_base_id = aws_bedrockagent_knowledge_base.good.id
  name              = "good"
  data_source_configuration {
    type = "S3"
    s3_configuration {
      bucket_arn = aws_s3_bucket.good.arn
    }
  }
  server_side_encryption_configuration {
    kms_key_arn = aws_kms_key.ai.arn
  }
}

resource "aws_bedrockagent_knowledge_base" "bad" {
  name     = "bad"
  role_arn = aws_iam_role.bad.arn
  knowledge_base_configuration {
    type = "VECTOR"
    vector_knowledge_base_configuration {
      embedding_model_arn = "arn:aws:bedrock:eu-west-1::foundation-model/amazon.titan-embed-text-v2:0"
    }
  }
  storage_configuration {
    type = "OPENSEARCH_SERVERLESS"
    opensearch_serverless_configuration {
      collection_arn    = aws_opensearchserverless_collection.bad.arn
      vector_index_name = "passages"
    }
  }
}

resource "aws_bedrockagent_data_source" "bad" {
  knowledge_base_id = aws_bedrockagent_knowledge_base.bad.id
  name              = "bad"
  data_source_configuration {
    type = "S3"
    s3_configuration {
      bucket_arn = aws_s3_bucket.bad.arn
    }
  }
}

resource "aws_bedrockagent_agent_knowledge_base_association" "good" {
  agent_id             = aws_bedrockagent_agent.good.agent_id
  description          = "Claims"
  knowledge_base_id    = aws_bedrockagent_knowledge_base.good.id
  knowledge_base_state = "ENABLED"
}
